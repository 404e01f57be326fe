import type { Texts } from '../texts.ts';

/** In Spanish. */
export const portal: Texts['portal'] = {
  home: {
    notifications: 'Avisos',
    newNotifications: (count) => (count === 1 ? 'Tiene un aviso nuevo.' : `Tiene ${count} avisos nuevos.`),
    noNotifications: 'No hay nada que requiera su atención.',
    from: (application) => `De ${application}`,
    applications: 'Aplicaciones',
    administration: 'Administración',
    accounts: 'Cuentas',
    showAs: 'Mostrar las aplicaciones como',
    icons: 'Iconos',
    links: 'Enlaces',
    expiredDestination: {
      title: 'La aplicación que estaba abriendo esperó demasiado tiempo',
      text: 'Su sesión está abierta. Abra la aplicación desde aquí.',
    },
    notOffered: {
      title: (name) => `${name} no está entre sus aplicaciones`,
      text: 'Su sesión está abierta, pero sus funciones no le dan acceso. Si la necesita para su trabajo, consulte a la persona que administra su cuenta.',
      another: 'Lo que se solicitó',
    },
  },
  account: {
    username: 'Nombre de usuario',
    name: 'Nombre',
    email: 'Correo electrónico',
    roles: 'Funciones',
    sites: 'Centros',
    noSites: 'Ninguno',
  },
  roles: {
    'clinic-staff': 'Personal de la clínica',
    'primary-vaccine-coordinator': 'Coordinador principal de vacunas',
    'secondary-vaccine-coordinator': 'Coordinador suplente (secundario) de vacunas',
    'point-of-contact': 'Persona de contacto',
    'authorized-signer': 'Firmante autorizado',
    'state-employee': 'Empleado de HHS o DSHS',
    'state-reviewer': 'Revisor del Estado',
    'customer-support': 'Atención al cliente de ImmTrac2',
    administrator: 'Administrador',
  },
  profile: {
    knowledgeCheck: 'Prueba de conocimientos',
    checkNotPassed: 'Aún no aprobada',
    checkPassed: (day) => `Aprobada el ${day}`,
    title: 'Mi perfil',
    language: 'Idioma',
    questions: 'Preguntas de seguridad',
    questionsSet: 'Configuradas',
    questionsNotSet: 'Aún no configuradas',
    changeQuestions: 'Cambiar las preguntas de seguridad',
    changePassword: 'Cambiar la contraseña',
    compromised: 'Creo que alguien conoce mi contraseña',
    back: 'Volver al Enterprise Portal',
  },
};
