import type { Translation } from '../../../contract/languages.ts';
import type { helpEn } from './en.ts';

/** What the help page says, in Spanish. */
export const helpEs: Translation<typeof helpEn> = {
  title: 'Ayuda',
  intro: 'A quién preguntar y dónde leer. Ninguna de estas personas le pedirá nunca su contraseña.',
  whom: 'Quién puede ayudarle',
  topics: {
    signIn: {
      title: 'Iniciar sesión, una cuenta bloqueada, ImmTrac2',
      text: 'Por correo es más rápido: las líneas telefónicas suelen estar ocupadas. Tenga a la mano su nombre de usuario, nunca su contraseña.',
      subject: 'Ayuda para iniciar sesión o con ImmTrac2',
    },
    orderingAccess: {
      title: 'Acceso a VAOS',
      text: 'Pida primero a su centro que le nombre coordinador de vacunas en Syntropi: con eso VAOS se abre de inmediato.',
      subject: 'Acceso a VAOS',
    },
    ordering: {
      title: 'Pedidos, envíos y todo lo demás de VAOS',
      text: 'Tenga a la mano el número del pedido.',
      subject: 'VAOS',
    },
    enrollment: {
      title: 'Syntropi: iniciar sesión, su PIN, inscripción y reinscripción',
      text: 'El PIN de su centro debe ir en el asunto del correo.',
      subject: 'Syntropi',
    },
    incident: {
      title: 'Un incidente de seguridad',
      text: 'Puede que otra persona conozca su contraseña, o que información de pacientes haya llegado a donde no debe. Cambie primero su contraseña y llame de inmediato. Para una contraseña olvidada o una cuenta bloqueada, este no es el número.',
      subject: 'Incidente de seguridad',
    },
  },
  pin: 'El PIN de su centro',
  pinHint: 'Seis dígitos. Va en el asunto.',
  subject: (subject, pin) => (pin === '' ? subject : `${subject}, PIN ${pin}`),
  write: (name) => `Escribir a ${name}`,
  call: (phone) => `Llamar al ${phone}`,
  read: 'Para leer',
  forms: 'Formularios y publicaciones',
  formsText: 'Formularios de consentimiento e instrucciones.',
  userTraining: 'Capacitación',
  userTrainingText: 'Seminarios grabados, presentaciones y guiones.',
  learning: 'Recorrido y preguntas',
  learningText: 'Un recorrido por el portal en sus propias páginas, y seis preguntas.',
  back: 'Enterprise Portal',
};
