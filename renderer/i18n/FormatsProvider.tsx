import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { Language } from '../../shared/domain/wording/languages.ts';
import { createFormats, type Formats } from './formats.ts';

const FormatsContext = createContext<Formats | null>(null);

interface FormatsProviderProps {
  readonly locale: Language;
  readonly timezone: string;
  readonly children: ReactNode;
}

/** Hands the gym's way of writing numbers and times to every screen below. */
export function FormatsProvider({ locale, timezone, children }: FormatsProviderProps) {
  const formats = useMemo(() => createFormats(locale, timezone), [locale, timezone]);
  return <FormatsContext value={formats}>{children}</FormatsContext>;
}

/** The gym's formats. Throws outside a `FormatsProvider`. */
export function useFormats(): Formats {
  const formats = useContext(FormatsContext);
  if (formats === null) throw new Error('useFormats needs a FormatsProvider above');
  return formats;
}
