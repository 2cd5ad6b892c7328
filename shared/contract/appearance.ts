import { z } from 'zod';

export const THEMES = ['dark', 'light', 'contrast'] as const;
/** Sizes of text one may choose, in percent of the kiosk's own. */
export const TEXT_PERCENTS = [100, 125, 150, 175, 200] as const;

/** How the screen looks: for everybody at a kiosk, or for one member while they stand there. */
export const appearanceSchema = z.strictObject({
  text_percent: z.number().int().min(100).max(200).default(100),
  theme: z.enum(THEMES).default('dark'),
});
export type Appearance = z.infer<typeof appearanceSchema>;

export const USUAL_APPEARANCE: Appearance = { text_percent: 100, theme: 'dark' };
