import type { Migration } from '../migrate.ts';

/** Which languages there are is for the contract to say, which checks them: one more needs no change here. */
export const anyLanguage: Migration = {
  id: 290,
  name: 'any language',
  sql: `
alter table gyms drop constraint gyms_language_check;
alter table contact_settings drop constraint contact_settings_language_check;
`,
};
