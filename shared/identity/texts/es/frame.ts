import type { Texts } from '../texts.ts';

/** In Spanish. */
export const frame: Texts['frame'] = {
  portal: 'Enterprise Portal',
  roadmap: 'Ruta de navegación',
  language: 'Idioma',
  signOut: 'Cerrar sesión',
  training: {
    inTitle: '[Capacitación]',
    band: 'CAPACITACIÓN',
    text: 'Solo datos ficticios. Nada de lo que se ingrese aquí se informa al Estado.',
  },
  show: 'Mostrar',
  loading: 'Cargando…',
  tryAgain: 'Intentar de nuevo',
  unreachable: {
    title: 'No se puede establecer conexión con el Enterprise Portal',
    text: 'Revise la conexión de red de esta estación de trabajo. Esta página vuelve a intentarlo por sí sola.',
  },
  notFound: { title: 'Página no encontrada', text: 'No hay nada en esta dirección.' },
};
