import type { AgreementVersion } from '../api/identity.ts';
import { agreementsInSpanish } from './es/acceptable-use-agreement.ts';
import { support } from '../support.ts';

const { name: helpDesk, phone: helpDeskPhone } = support.helpDesk;

type Translated = AgreementVersion & { readonly translations: Required<NonNullable<AgreementVersion['translations']>> };

/**
 * Every version of the Acceptable Use Agreement [A2], in every language. To change it, add a version with the day on which it takes effect;
 * what people accepted stays here as they read it. A text that is changed in place asks everyone again too.
 */
export const acceptableUseAgreements: readonly [Translated, ...Translated[]] = [
  {
    version: '2026-01',
    effective: '2026-01-01',
    translations: { es: agreementsInSpanish['2026-01'] },
    title: 'Acceptable Use Agreement',
    sections: [
      {
        heading: 'What this agreement is about',
        paragraphs: [
          'The Enterprise Portal opens applications that hold confidential information about the people of Texas: their immunizations, the vaccines that are ordered for them, and the clinics that care for them. This agreement says how you protect that information and the access that was given to you.',
          'It applies to everyone who signs in, whether employed by the State, by a clinic, or by a contractor, and for as long as the account exists. You are asked again whenever its text changes.',
        ],
      },
      {
        heading: 'Your own credentials, and nobody else’s',
        paragraphs: [
          'Sign in only with the username and password that were assigned to you. Usernames are personal: do not share yours, do not use that of a colleague, and do not let anyone work under your name, not even for a moment or in an emergency.',
          'Keep others from using the information resources that you are authorized to use. Lock the workstation or sign out whenever you leave it, and sign out at the end of your shift.',
          'If your duties change or you leave your clinic, stop using the access that you no longer need, and tell your site’s Point of Contact so that it can be removed.',
        ],
      },
      {
        heading: 'Never reveal your password',
        paragraphs: [
          'Never tell your password to anyone, for any reason: not to a colleague or an administrative assistant, not to a supervisor or to management, and not to a help desk. People who support you do not need it and will never ask for it.',
          'Do not write it where others can find it, do not send it by email or message, and do not use it for anything else. The answers to your security questions and the codes that are mailed to you are to be kept just as secret.',
          'If somebody asks you for your password, do not give it, and report it as an incident.',
        ],
      },
      {
        heading: 'Report incidents at once',
        paragraphs: [
          `Report every security incident that you know of at once to the ${helpDesk}, ${helpDeskPhone}. Do not wait until you are sure, and do not leave it to others.`,
          'Incidents are, for example: somebody used or tried to use an account that is not theirs; confidential information was seen by, sent to or left with someone who may not have it; a workstation, a printout or a storage device is lost or stolen; a message or page tried to make you enter your password.',
        ],
      },
      {
        heading: 'When your password may be known to someone',
        paragraphs: [
          `If you suspect that your account or password is compromised, do two things, in this order. First, change your password immediately: in My Profile, choose “I think my password is known to someone”. Second, report it to the ${helpDesk}, ${helpDeskPhone}.`,
          'Do this also if you only think that it might have happened. Nobody is blamed for a report that turns out to be unnecessary.',
        ],
      },
      {
        heading: 'Confidential information',
        paragraphs: [
          'Immunization records are confidential. Look up only what your work needs, and pass it on only to those who are entitled to it. Curiosity about a neighbor, a relative or a well-known person is not a reason to look.',
          'Keep screens and printouts out of the sight of others. Do not copy records to private devices, private email or online services, and destroy printouts that are no longer needed as your clinic prescribes.',
        ],
      },
      {
        heading: 'Use for work, and what is recorded',
        paragraphs: [
          'The portal and its applications are there for your work. Do not try to get around their protections, to reach what you were not given access to, or to install anything on a workstation that belongs to the portal.',
          'What you do in the portal and its applications is recorded with your name, the time and the workstation, and may be reviewed. There is no privacy for personal use.',
          'Breaking this agreement can end your access and may have consequences under the rules of your employer and under the law.',
        ],
      },
      {
        heading: 'Your signature',
        paragraphs: [
          'By ticking the box and typing your name you confirm that you have read this agreement, that you understand it, and that you will keep to it. The portal keeps its version, the time and the workstation together with your signature.',
        ],
      },
    ],
  },
];
