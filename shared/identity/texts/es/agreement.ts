import type { Texts } from '../texts.ts';

/** In Spanish. */
export const agreement: Texts['agreement'] = {
  title: 'Acuerdo de uso aceptable',
  explanation:
    'Todas las personas que usan el Enterprise Portal aceptan este acuerdo antes de abrir una aplicación. Si no está de acuerdo, elija Cerrar sesión en la parte superior de esta página.',
  toRead: 'Lea el acuerdo hasta el final. Después podrá marcar la casilla de abajo.',
  read: 'Llegó al final del acuerdo. Ya puede marcar la casilla.',
  agree: 'He leído y acepto el Acuerdo de uso aceptable',
  notRead: 'Primero lea el acuerdo hasta el final; después marque la casilla.',
  notAgreed: 'Marque la casilla para indicar que está de acuerdo.',
  signature: 'Su nombre',
  signatureHint: (name) => `Firme escribiendo su nombre tal como aparece en su perfil: ${name}`,
  signatureMissing: 'Firme escribiendo su nombre.',
  signatureWrong: (name) => `Escriba su nombre tal como aparece en su perfil: ${name}`,
  submit: 'Aceptar y continuar',
  submitting: 'Aceptando…',
  failed: 'El acuerdo aún no se ha aceptado',
  outdated: 'El acuerdo acaba de cambiar. Esta es la versión vigente: léala y firme de nuevo.',
  version: (version, effective) => `Versión ${version}, vigente desde el ${effective}`,
};
