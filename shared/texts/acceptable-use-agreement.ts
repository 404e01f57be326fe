import type { Agreement } from '../api/identity.ts';
import { support } from '../support.ts';

/** The current version of the Acceptable Use Agreement [A2]. A changed text asks everyone again. */
export const acceptableUseAgreement: Omit<Agreement, 'sha256'> = {
  version: '2026-01',
  effective: '2026-01-01',
  title: 'Acceptable Use Agreement',
  sections: [
    {
      heading: 'Your own credentials',
      paragraphs: [
        'Sign in only with the username and password that were assigned to you. Usernames are personal: do not share yours, and do not work under the name of a colleague.',
        'Keep others from using the information resources that you are authorized to use. Sign out, or lock the workstation, when you leave it.',
      ],
    },
    {
      heading: 'Never reveal your password',
      paragraphs: [
        'Never tell your password to anyone: not to an administrative assistant, not to management, and not to a help desk. Nobody who supports you will ask for it.',
      ],
    },
    {
      heading: 'If something goes wrong',
      paragraphs: [
        `Report a security incident that you know of at once to the ${support.helpDesk.name}, ${support.helpDesk.phone}.`,
        'If you suspect that your account or password is compromised, change your password immediately, and then report it to the Help Desk.',
      ],
    },
    {
      heading: 'Confidential information',
      paragraphs: [
        'Immunization records are confidential. Look up only what your work needs, and disclose it only to those who may have it.',
        'What you do in the portal and its applications is recorded with your name, the time and the workstation.',
      ],
    },
  ],
};
