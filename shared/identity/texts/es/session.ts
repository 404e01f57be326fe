import { duration } from '../../../contract/time.ts';
import type { Texts } from '../texts.ts';

const minutes = (milliseconds: number) => duration(Math.round(milliseconds / 60_000), 'minute', 'es');
const seconds = (count: number) => duration(count, 'second', 'es');

/** In Spanish. */
export const session: Texts['session'] = {
  limits: (idle, warning, absolute) =>
    `Después de ${minutes(idle)} sin actividad, su sesión se cierra en todas partes; se le avisa ${
      warning < 60_000 ? seconds(warning / 1000) : minutes(warning)
    } antes. Una sesión dura como máximo ${duration(absolute / 3_600_000, 'hour', 'es')}.`,
  warning: {
    title: '¿Sigue ahí?',
    text: 'Se cerrará su sesión en el Enterprise Portal y en todas las aplicaciones.',
    kept: 'Lo que escribió se guarda para usted.',
    stay: 'Mantener la sesión abierta',
    lastTitle: 'Su sesión está por terminar',
    lastText: 'Una sesión no puede durar más. Termine lo que está haciendo e inicie sesión de nuevo.',
    understood: 'Aceptar',
    left: 'Tiempo restante',
    spoken: (milliseconds) => {
      const left = Math.max(0, Math.ceil(milliseconds / 1000));
      return `Tiempo restante: ${left < 60 || left % 60 !== 0 ? seconds(left) : minutes(left * 1000)}`;
    },
  },
  ended: {
    'signed out': 'Se cerró su sesión.',
    inactivity: 'Se cerró su sesión porque no hubo actividad durante un tiempo.',
    'absolute end': 'Se cerró su sesión porque alcanzó su duración máxima.',
    'another sign-in here': 'Se cerró su sesión porque otra persona inició sesión en esta estación de trabajo.',
    'another sign-in elsewhere':
      'Se cerró su sesión porque se inició sesión con su cuenta en otra estación de trabajo.',
    'password changed': 'Se cerró su sesión porque se cambió su contraseña.',
    'workstation locked': 'Se cerró su sesión porque se bloqueó la estación de trabajo.',
    'workstation switched': 'Se cerró su sesión porque la estación de trabajo cambió de usuario.',
    support: 'La atención al cliente de ImmTrac2 cerró su sesión.',
    administrator: 'Un administrador cerró su sesión.',
  },
  comeBack: 'Inicie sesión de nuevo en esta estación de trabajo para continuar donde estaba.',
  draftRestored: 'Lo que escribió antes está aquí de nuevo.',
  unreachable: {
    title: 'No se puede establecer conexión con el servidor',
    text: 'Lo que escribió sigue aquí. Esta página continúa por sí sola en cuanto el servidor responda.',
  },
};
