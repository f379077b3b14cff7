#!/usr/bin/env node
import { callPlace } from './call.mjs';
import { configCheck, configDiff, configExport, configImport, configReturn, configVersions } from './config.mjs';
import { help, UsageError } from './help.mjs';
import { numberList } from './number-list.mjs';
import { routingExplain } from './routing-explain.mjs';
import { serviceList, serviceRestart } from './service.mjs';
import { signInList } from './sign-in-list.mjs';
import { simulate } from './simulate.mjs';
import { status } from './status.mjs';

/** Exit codes: 0 done, 1 done but something is wrong, 2 misused, 3 nothing runs there. */
const COMMANDS = {
  status,
  call: callPlace,
  'call place': callPlace,
  'service list': serviceList,
  'service restart': serviceRestart,
  'number list': numberList,
  'sign-in list': signInList,
  simulate,
  'routing explain': routingExplain,
  'config export': configExport,
  'config check': configCheck,
  'config import': configImport,
  'config versions': configVersions,
  'config diff': configDiff,
  'config return': configReturn,
};

const words = process.argv.slice(2);
const name = [words.slice(0, 2).join(' '), words[0]].find(
  (candidate) => candidate && Object.hasOwn(COMMANDS, candidate),
);
try {
  if (!name || words.includes('--help') || words.includes('-h')) {
    process.stdout.write(help());
    process.exitCode = words.length && !name && !words.includes('--help') && !words.includes('-h') ? 2 : 0;
  } else {
    process.exitCode = await COMMANDS[name](words.slice(name.split(' ').length));
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = error instanceof UsageError ? error.exitCode : 1;
}
