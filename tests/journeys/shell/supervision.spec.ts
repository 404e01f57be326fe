import { execFileSync } from 'node:child_process';
import { expect, test, type Workstation } from '../../support/workstation.ts';
import { begin, enterImmTrac2 } from '../session-steps.ts';

test.use({ movesClock: true });

/** The process of the embedded server, which belongs to the shell's. */
function serverProcess({ electron }: Workstation): number | undefined {
  const shell = String(electron!.process().pid);
  const children = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  const line = children.find((each) => {
    const [, parent, ...args] = each.trim().split(/\s+/);
    return parent === shell && /utility-child|--type=utility.*NodeService/.test(args.join(' '));
  });
  return line === undefined ? undefined : Number(line.trim().split(/\s+/)[0]);
}

for (const [what, signal] of [
  ['dies', 'SIGKILL'],
  ['no longer answers', 'SIGSTOP'],
] as const) {
  test(`[K7] a server that ${what} is started again, and nobody loses their session or what they typed`, async ({
    workstation,
  }) => {
    await begin(workstation, 'maria.garcia');
    const immtrac2 = await workstation.open('ImmTrac2');
    await enterImmTrac2(immtrac2);
    await immtrac2.getByLabel('Last name').fill('Testcase');

    const before = serverProcess(workstation);
    process.kill(before!, signal);
    const unreachable = immtrac2.getByText('The server cannot be reached');
    if (signal === 'SIGKILL') await expect(unreachable).toBeVisible();
    await expect(async () => {
      await workstation.passTime(5000);
      expect([undefined, before], 'another server process').not.toContain(serverProcess(workstation));
    }).toPass();
    await expect(unreachable).toBeHidden();
    await expect(immtrac2.getByLabel('Last name')).toHaveValue('Testcase');
    await immtrac2.getByLabel('First name').fill('Ana');
    await immtrac2.getByRole('button', { name: 'Enterprise Portal' }).first().click();
    await expect(
      (await workstation.portal()).getByRole('heading', { name: 'Applications', exact: true }),
    ).toBeVisible();
    await workstation.open('VAOS');
  });
}
