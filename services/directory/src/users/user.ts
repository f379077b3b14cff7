import { z } from 'zod';
import { LANGUAGES, ROLES } from '#common/contracts/words.js';

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/);
const plain = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}+$/u);

/** A person inside, as IT writes her. `phoneUri` null means that she talks in the browser. */
export const userForm = z.strictObject({
  user: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,79}$/),
  name: plain(120),
  roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
  team: id,
  skills: z.record(id, z.int().min(1).max(10)).default({}),
  languages: z.array(z.enum(LANGUAGES)).max(10).default(['en']),
  phoneUri: z
    .string()
    .max(200)
    .regex(/^sips?:[A-Za-z0-9._~!$&'*+=-]+@[A-Za-z0-9.\-[\]:]+$/)
    .nullable()
    .default(null),
  disabled: z.boolean().default(false),
});
export type UserForm = z.infer<typeof userForm>;

/** NIST SP 800-63B: length counts, composition does not. */
export const passwordForm = z.string().min(12).max(256);
export const newUser = userForm.extend({ password: passwordForm });
/** Without a password the old one stays. */
export const changedUser = userForm.extend({ password: passwordForm.optional() });
export type ListedUser = UserForm & { id: string };
