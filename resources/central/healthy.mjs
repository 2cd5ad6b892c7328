/** Asks the server on this machine how it is until it is well or the time is over. */
const seconds = Number(process.argv[2] ?? 60);
const until = performance.now() + seconds * 1_000;
const url = `http://127.0.0.1:${process.env.PORT ?? 8080}/api/health`;
let said = 'nothing';
do {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch((error) => error);
  if (answer.ok) process.exit(0);
  said = answer.status ?? answer.cause?.code ?? answer.message;
  await new Promise((resolve) => setTimeout(resolve, 250));
} while (performance.now() < until);
process.stderr.write(`${url} is not well: ${said}\n`);
process.exit(1);
