import { administrationPaths, changePasswordPath } from '../../shared/identity/portal-paths.ts';
import { deploymentInDocument } from '../../shared/identity/sign-in-address.ts';
import { servePages } from '../http/pages.ts';
import type { Capability } from './capability.ts';
import { pageLanguage } from './sign-in/language.ts';
import { saidByDocument } from './sign-in/routes.ts';

/** Addresses of the portal's pages. The longest is the one that people have bookmarked. */
const paths = [
  ...['/', '/sign-in', '/agreement', '/password', '/recovery', '/accounts', '/enroll', '/setup'],
  ...['/profile', '/profile/questions', changePasswordPath, '/profile/compromised'],
  ...['/help', '/learning', '/learning/certificate'],
  '/iam/portal/Home/portalHome/notifications/',
];

/** The portal and its administration, as browsers load them. */
export const pages: Capability = {
  async routes(app, context) {
    // Where password managers look for it (W3C, A Well-Known URL for Changing Passwords).
    app.get('/.well-known/change-password', { config: { access: 'anyone' } }, (_request, reply) =>
      reply.redirect(changePasswordPath, 303),
    );
    await servePages(app, {
      root: context.pages,
      page: 'portal',
      paths,
      besides: { administration: Object.values(administrationPaths) },
      access: 'anyone',
      training: context.deployment.kind === 'training',
      languageOf: (request) => pageLanguage(request, context),
      said: { as: deploymentInDocument, to: (request) => saidByDocument(request, context) },
    });
  },
};
