import { describe, expect, it, jest } from '@jest/globals';
import { actsOn } from './acts.js';
import { Caller } from './sip.js';
import { useStage } from './stage.js';

jest.setTimeout(120_000);
const TRUNK_IP = '127.0.0.21';
const trunk = { name: 'trunk', contact: `sip:${TRUNK_IP}:5060`, match: [TRUNK_IP] };
const stage = useStage({ SPILLWAY_TRUNK: 'trunk' }, { trunks: [trunk] });
const { until } = actsOn(stage);

describe('what telephony tells customers of a caller’s number', () => {
  it.each([
    ['by the trunk', TRUNK_IP, 'trunk'],
    ['from anywhere, with the number of somebody else', '127.0.0.22', 'claimed'],
  ])('who calls %s', async (_, ip, numberFrom) => {
    const number = `+4860155501${numberFrom.length}`;
    const caller = await Caller.call({ to: '2000', sipPort: stage.asterisk.sipPort, number, ip });
    const asked = await until(() => stage.customers.asked.find((a) => a.value === number));
    expect(asked).toMatchObject({ kind: 'phone', numberFrom });
    caller.hangUp();
  });
});
