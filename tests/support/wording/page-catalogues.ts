import { LANGUAGES, type Language } from '../../../shared/domain/wording/languages.ts';
import type { PageWords } from '../../../shared/domain/wording/page-words.ts';

type Catalogue = { readonly words: PageWords };

/** What the page says, in every language that there is a folder of. */
// Every language of the list has such a file, or importing it fails.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const PAGE_CATALOGUES = Object.fromEntries(
  await Promise.all(
    LANGUAGES.map(async (language) => {
      const { words } = (await import(
        `../../../shared/domain/wording/${language}/page/words.ts`
      )) as Catalogue;
      return [language, words] as const;
    }),
  ),
) as Readonly<Record<Language, PageWords>>;

/** All but the one that the others are made from. */
export const OTHER_LANGUAGES = LANGUAGES.filter((language) => language !== 'en');
