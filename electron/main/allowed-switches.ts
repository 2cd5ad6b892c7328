/**
 * Switches that somebody may start the kiosk with. Chromium and Node know hundreds more, of which many open
 * the window or its network from outside: what is not named here ends the start.
 */
const ALLOWED = new Set([
  // How the window comes to the screen.
  '--ozone-platform-hint=auto',
  '--ozone-platform=wayland',
  '--ozone-platform=x11',
  // Chromium's own complaints help nobody.
  '--log-level=3',
]);

/**
 * The first argument that the kiosk does not start with; null where there is none.
 * @param args without the program's name and, from a checkout, without the app's folder
 * @param start.mayRunUnsandboxed whether `--no-sandbox` is allowed: root has no sandbox, and a package never runs as root
 */
export function refusedArgument(
  args: readonly string[],
  start: { mayRunUnsandboxed: boolean },
): string | null {
  return (
    args.find(
      (argument) => !ALLOWED.has(argument) && !(start.mayRunUnsandboxed && argument === '--no-sandbox'),
    ) ?? null
  );
}
