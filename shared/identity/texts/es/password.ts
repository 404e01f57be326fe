import type { Texts } from '../texts.ts';

/** In Spanish. */
export const password: Texts['password'] = {
  current: 'Contraseña actual',
  new: 'Contraseña nueva',
  confirm: 'Confirmar la contraseña',
  submit: 'Enviar',
  rules: 'Reglas de la contraseña',
  met: 'cumplida',
  rule: {
    length: (least, most) => `De ${least} a ${most} caracteres`,
    cases: 'Una letra mayúscula y una minúscula',
    'digit-or-symbol': 'Un dígito o un símbolo',
    username: 'No contiene su nombre de usuario',
    common: 'No es una contraseña de uso común (se comprueba al enviar)',
    history: (count) => `No es ninguna de sus últimas ${count} contraseñas (se comprueba al enviar)`,
  },
  missing: 'Ingrese su contraseña actual.',
  mismatch: 'Las dos contraseñas no son iguales.',
  rulesNotMet: 'Esta contraseña aún no cumple todas las reglas.',
  chosen: {
    title: 'Cambiar la contraseña',
    text: 'Su sesión sigue abierta aquí y se cierra en todos los demás lugares.',
    done: 'Su contraseña se cambió',
  },
  expired: {
    title: 'Su contraseña venció',
    text: 'Elija una nueva para continuar. Su contraseña actual ya cumplió su función: comprobó quién es usted.',
    done: 'Su contraseña se cambió',
  },
  reset: {
    title: 'Elija una contraseña nueva',
    text: 'Su cuenta se restableció. Elija una contraseña propia para continuar; el código de un solo uso ya se utilizó.',
    done: 'Su contraseña se cambió',
  },
  compromised: {
    title: 'Es posible que alguien conozca mi contraseña',
    text: 'Elija una contraseña nueva ahora. Todas las demás sesiones de su cuenta terminan de inmediato y el incidente queda registrado.',
    done: 'Su contraseña se cambió y el incidente quedó registrado',
    report: (phone) =>
      `Ahora infórmelo a la mesa de ayuda de HHS (HHS IT Customer Support Help Desk), ${phone}. Léales esto, que está en inglés:`,
    copy: 'Copiar el informe',
    copied: 'Copiado',
  },
  profile: 'Mi perfil',
  close: 'Cerrar',
};
