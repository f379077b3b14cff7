import { common } from '#common/config/common.js';
import { type ConfigOf, defineConfig, str } from '#common/config/config.js';
import { masterKeyFile } from './keys/master-key.js';

export const config = defineConfig('customers', {
  ...common.http,
  ...common.database,
  ...common.bus,
  ...common.auth,
  masterKey: masterKeyFile(
    'SPILLWAY_MASTER_KEY_FILE',
    'wraps the key of each person; whoever loses it has lost all names, numbers and notes',
  ),
  countryCode: str(
    'SPILLWAY_COUNTRY_CODE',
    'country calling code by which national numbers are read, for example 48; empty leaves them as they are',
    {
      default: '',
    },
  ),
  internationalPrefix: str('SPILLWAY_INTERNATIONAL_PREFIX', 'what is dialled before a foreign country’s code', {
    default: '00',
  }),
  trunkPrefix: str('SPILLWAY_TRUNK_PREFIX', 'what is dialled before a national number; empty where there is nothing', {
    default: '',
  }),
});
export type Config = ConfigOf<typeof config>;
