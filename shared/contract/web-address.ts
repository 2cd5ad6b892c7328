import { z } from 'zod';

const EXAMPLES = 'an address such as https://gym.example or http://192.168.0.10:8707';

/**
 * Where a server is reached: a name, `localhost` or a number, because a gym's own network often has no
 * names. User and password have no place in it: `fetch` refuses them.
 */
export const webAddressSchema = z
  .url({ protocol: /^https?$/, error: EXAMPLES })
  .regex(/^https?:\/\/[^\s@?#]+$/i, EXAMPLES)
  .max(512, EXAMPLES);
