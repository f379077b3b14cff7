import { columns, dim } from '../appliance/paint.mjs';
import { findRun } from './find.mjs';
import { readOptions } from './options.mjs';

/** `spillway sign-in list` @param {string[]} words @returns {Promise<number>} */
export async function signInList(words) {
  const { json } = readOptions(words, { json: false });
  const { signIn } = findRun();
  if (json) console.log(JSON.stringify(signIn, null, 2));
  else
    console.log(
      columns([
        [dim('user'), dim('password'), dim('roles')],
        ...signIn.map((/** @type {any} */ s) => [s.user, s.password, s.roles.join(', ')]),
      ]),
    );
  return 0;
}
