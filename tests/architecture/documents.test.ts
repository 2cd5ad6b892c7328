import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../electron/devices/family-registry.ts';
import { LANGUAGES } from '../../shared/domain/wording/languages.ts';
import { FACTS } from '../../shared/facts/all-facts.ts';
import { METRICS } from '../../shared/domain/metrics/metric-registry.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(ROOT, file)));
const DOCUMENTS = FILES.filter((file) => file.endsWith('.md'));
const SOURCES = FILES.filter((file) => /\.(?:ts|tsx|mjs)$/.test(file) && !file.startsWith('tests/'));

/** Code spans of a document, fenced blocks left out. */
function codeSpans(text: string): readonly string[] {
  return [...text.replaceAll(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);
}

/** A command as it stands in code. */
const COMMAND = /(?:`|^|[A-Z_]=\S+ )npm (?:run )?([a-z-]+)/gm;
const NAMED_PATH = /^(?:\.\.\/)*[\w.-]+(?:\/[\w.-]+)*\.(?:ts|tsx|mjs|md|json|rules|service|yml)$/;
/** What people write, and what the running product writes. */
const NOT_OURS = new Set([
  'kiosk-identity.json',
  'kiosk-key.json',
  'kiosk-key-copy.json',
  'kiosk.json',
  'last-install.json',
  'package.json',
]);

/** File names in code spans that fit no file: a path may be cut in front, as `store/prepare-store.ts`. */
function missingFiles(document: string): readonly string[] {
  return codeSpans(read(document))
    .filter((code) => NAMED_PATH.test(code) && !NOT_OURS.has(code))
    .filter((code) => !existsSync(join(ROOT, document, '..', code)))
    .filter((code) => !FILES.some((file) => file === code || file.endsWith(`/${code}`)))
    .map((code) => `${document}: ${code}`);
}

/** Links to files of this repository that lead nowhere. */
function brokenLinks(document: string): readonly string[] {
  return [...read(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
    .map(([, target]) => target!)
    .filter((target) => !existsSync(join(ROOT, document, '..', target)))
    .map((target) => `${document}: ${target}`);
}

/** Folders of the tree of rooms in ARCHITECTURE.md, by their place in it; `<noun>` and the like stand for many. */
function roomsDrawn(): readonly string[] {
  const [, tree = ''] = /## Rooms\n+```\n([\s\S]*?)```/.exec(read('ARCHITECTURE.md')) ?? [];
  const above: { readonly indent: number; readonly path: string }[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, blanks, named] = /^( *)((?:[\w-]+\/ ?)+)(?: |$)/.exec(line) ?? [];
    if (blanks === undefined || named === undefined) return [];
    while (above.length > 0 && above.at(-1)!.indent >= blanks.length) above.pop();
    const parent = above.at(-1)?.path ?? '';
    const rooms = named
      .trim()
      .split(' ')
      .map((name) => `${parent}${name}`);
    above.push({ indent: blanks.length, path: rooms[0]! });
    return rooms;
  });
}

describe('what is written about the product', () => {
  it('names files that are there', () => {
    expect(DOCUMENTS.flatMap(missingFiles)).toEqual([]);
  });

  it('links to files that are there', () => {
    expect(DOCUMENTS.flatMap(brokenLinks)).toEqual([]);
  });

  it('finds a file that is gone, and a broken link', () => {
    expect(NAMED_PATH.test('electron/core/flows/check-in.ts')).toBe(true);
    expect(FILES.some((file) => file.endsWith('/electron/core/flows/check-in.ts'))).toBe(false);
    expect(codeSpans('see `a/b.ts`\n```\n`c.ts`\n```')).toEqual(['a/b.ts']);
  });

  it('draws rooms that are there', () => {
    expect(roomsDrawn().length).toBeGreaterThan(30);
    expect(roomsDrawn().filter((room) => !existsSync(join(ROOT, room)))).toEqual([]);
  });

  it('names commands that npm has, and every command that people need', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = DOCUMENTS.flatMap((document) => [...read(document).matchAll(COMMAND)])
      .map(([, name]) => name!)
      .filter((name) => !['install', 'ci'].includes(name));
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
    const inReadme = new Set([...read('README.md').matchAll(COMMAND)].map(([, name]) => name));
    expect(Object.keys(scripts).filter((name) => !inReadme.has(name))).toEqual([]);
  });

  it('names variables of the environment that the product reads', () => {
    const source = [
      ...SOURCES.map(read),
      ...FILES.filter((file) => file.startsWith('tests/')).map(read),
    ].join('\n');
    const variables = DOCUMENTS.flatMap((document) => codeSpans(read(document)))
      .flatMap((code) => code.match(/\b(?:KIOSK|DATABASE|SMTP|MAIL|PUBLIC|TRUST)_[A-Z_]+\b/g) ?? [])
      .filter((name) => !source.includes(name));
    expect([...new Set(variables)]).toEqual([]);
  });

  it('counts what the program counts', () => {
    const counts: Readonly<Record<string, number>> = {
      'device families': FAMILIES.length,
      languages: LANGUAGES.length,
      'kinds of fact': Object.keys(FACTS).length,
      metrics: METRICS.length,
    };
    const wrong = ['README.md', 'ARCHITECTURE.md'].flatMap((document) =>
      [...read(document).matchAll(/\b(\d+) (device families|languages|kinds of fact|metrics)\b/g)]
        .filter(([, count, what]) => Number(count) !== counts[what!])
        .map(([claim]) => `${document}: ${claim}`),
    );
    expect(wrong).toEqual([]);
    const readme = read('README.md');
    expect(readme).toContain(`${FAMILIES.length} device families`);
    const languageName = new Intl.DisplayNames('en', { type: 'language' });
    const languages = LANGUAGES.map((language) => languageName.of(language)!);
    expect(readme).toContain(`${new Intl.ListFormat('en-GB').format(languages)}.`);
    const { demo } = JSON.parse(read('resources/demo-kiosk.json')) as { demo: { members: number } };
    expect(readme).toContain(`demo gym of ${demo.members} members`);
  });
});

describe("the table of the document's names", () => {
  const [, rest = ''] = read('ARCHITECTURE.md').split("## The document's names");
  const [section = ''] = rest.split('\n## ');
  const rows = section.split('\n').filter((line) => /^\| (?:`|…)/.test(line));
  /** `name` in `path`. */
  const places = [...section.matchAll(/`([^`]+)` in `([^`]+)`/g)].map(
    ([, name, path]) => [name!, path!] as const,
  );

  it('leads to names that stand in the files it says', () => {
    expect(
      places.filter(([name, path]) => !existsSync(join(ROOT, path)) || !read(path).includes(name)),
    ).toEqual([]);
  });

  it('names folders that are there, and a test for each line', () => {
    const folders = codeSpans(section).filter((code) => /^[\w-]+(?:\/[\w-]+)*\/$/.test(code));
    expect(folders.filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([]);
    expect(rows.filter((row) => !/`tests\/[^`]+\.test\.tsx?`/.test(row))).toEqual([]);
  });

  it('has every name that the document gives', () => {
    const given = `
      MemberProfileEngine PersonalizationService ProgressTrackingSystem AutomatedDataCollector
      AutomatedNotificationService PersonalizedDashboard ProfileSummary ClassRecommendations
      ProgressMetrics GoalTracker AchievementDisplay CommunityHighlights
      ProgressTracking ProgressChart MetricInput TrendAnalysis
      ProjectionDisplay GoalComparison /api/dashboard/<member_id> /api/progress/<member_id>/<metric_type>
      users progress_metrics goals achievements
      _process_attendance_data _generate_progress_summaries _process_realtime_metrics
    `;
    const there = rows.map((row) => row.split('|')[1]!).join('\n');
    expect(
      given
        .trim()
        .split(/\s+/)
        .filter((name) => !there.includes(name)),
    ).toEqual([]);
  });
});
