import type { Texts } from '../texts.ts';

/** In Spanish. */
export const application: Texts['application'] = {
  signIn: 'Inicio de sesión',
  accessRefused: (name) => `Su cuenta no tiene acceso a ${name}`,
  signInFailed: {
    title: 'El inicio de sesión no se completó',
    text: 'Su cuenta está en orden. Quizás tardó demasiado o la página se abrió dos veces.',
    again: 'Empezar de nuevo',
  },
  notFound: { step: 'No encontrada', title: 'No hay nada en esta dirección', to: (name) => `Ir a ${name}` },
  signOutFailed: 'No se pudo cerrar la sesión. Intente de nuevo.',
  notPermitted: 'Si lo necesita para su trabajo, pregunte a la persona de contacto de su centro.',
  freshPage: {
    under: 'Iniciando sesión de nuevo…',
    title: 'Su sesión terminó',
    again: 'Iniciar sesión de nuevo',
  },
};
