import { expect, test } from 'vitest';
import { askedApplication } from '../../../main/starting/asked-application.ts';
import { userTasks } from '../../../main/starting/user-tasks.ts';

test('[K1] each entry of the jump list starts the kiosk with its application', () => {
  const vaos = { id: 'vaos', name: 'VAOS', fullName: 'Vaccine Allocation and Ordering System', description: '' };
  const [task, ...others] = userTasks(
    [{ ...vaos, address: 'https://vaos.example/', origins: [], bundled: false }],
    'C:\\kiosk.exe',
  );
  expect(others).toEqual([]);
  expect(task).toMatchObject({ program: 'C:\\kiosk.exe', title: 'VAOS' });
  expect(askedApplication([task!.arguments])).toEqual({ kind: 'application', id: 'vaos' });
});
