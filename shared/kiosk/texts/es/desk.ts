import type { Translation } from '../../../contract/languages.ts';
import type { deskTexts as source } from '../desk.ts';

/** In Spanish. */
export const deskTexts: Translation<typeof source> = {
  title: 'Enterprise Portal',
  clearing: 'Esta estación de trabajo se está preparando para la siguiente persona.',
  failed: {
    title: 'Esta estación de trabajo todavía no está lista',
    text: 'Nadie puede iniciar sesión antes de que lo esté. Se intenta de nuevo cada pocos segundos.',
    call: 'Si esto no cambia, llame a su departamento de informática y léale esta lista:',
  },
  steps: {
    windows: 'Siguen abiertas ventanas o páginas de la última persona.',
    downloads: 'Siguen ahí archivos que se guardaron. Cierre los programas que tengan abierto alguno de ellos.',
    clipboard: 'Todavía hay algo en el portapapeles.',
    cookies: 'Siguen ahí datos de inicio de sesión (cookies) de la última persona.',
    storage: 'Siguen ahí datos guardados de una página.',
    tab: 'Siguen ahí datos guardados de la página del portal.',
    'service workers': 'Sigue en marcha un programa de fondo de una página.',
    cache: 'Siguen ahí copias de páginas (caché).',
    credentials: 'No se pudieron borrar los nombres y las contraseñas recordados.',
    connections: 'No se pudieron cerrar las conexiones de la última persona.',
  },
  missing: {
    title: 'Esta página no se puede mostrar',
    text: (origin) => `La aplicación lleva a ${origin}, que no está en su lista.`,
    call: 'Avise a su departamento de informática. Cuando la dirección esté en la lista, elija otra vez la aplicación en el portal.',
  },
  unreachable: {
    title: 'No se puede llegar al servidor',
    goesOn: 'Esta página continúa por sí sola en cuanto el servidor responda. No se pierde nada de lo que se guardó.',
    server: (host) => `Servidor: ${host}`,
    why: {
      'name not found': 'El nombre del servidor no se conoce en esta red.',
      refused: 'Nada responde en la dirección del servidor.',
      timeout: 'El servidor tarda demasiado en responder, o la red no lleva hasta él.',
      certificate:
        'El servidor no puede demostrar que es el correcto. No intente evitarlo: llame a su departamento de informática.',
      other: 'Algo responde en la dirección del servidor, pero no como lo hace el servidor.',
    },
  },
};
