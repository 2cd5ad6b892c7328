import { auditEntry } from '../auth/audit.ts';
import { importFile } from '../imports/import-file.ts';
import { selectGym } from '../store/tables/gyms.ts';
import { ApiError } from './api-error.ts';
import { staffOf } from './authorise.ts';
import type { AuthorisedApi, RouterParts } from './router-parts.ts';

/** What staff bring in by files. */
export function createImportProcedures(api: AuthorisedApi, parts: RouterParts) {
  return {
    run: api.imports.run.handler(async ({ input: { params, query, body }, context }) => {
      const staff = staffOf(context);
      const [gym] = await parts.database.query(selectGym(staff.gymId));
      if (gym === undefined) throw new ApiError('not_found');
      const isDryRun = query.dry_run === '1';
      const detail = `${params.kind}${isDryRun ? ' dry_run' : ''}`;
      // First: what cannot be noted is not done, and a file is brought in by many transactions.
      await parts.database.query(auditEntry(staff, { action: 'imports.run', detail }, parts.clock.nowMs()));
      const {
        problems,
        ignored_columns: ignored,
        ...counts
      } = await importFile(
        Buffer.from(body.file, 'base64'),
        gym,
        {
          kind: params.kind,
          isDryRun,
          dates: query.dates ?? null,
          mapping: new Map(Object.entries(body.mapping ?? {})),
        },
        { ...parts, actor: `staff:${staff.staffId}`, onProgress: () => undefined },
      );
      return { ...counts, problems: [...problems], ignored_columns: [...ignored] };
    }),
  };
}
