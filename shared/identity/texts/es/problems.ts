import type { Contact } from '../../../contract/problems.ts';
import type { Texts } from '../texts.ts';

const toCall = ({ name, email, phone }: Contact) => `${name}: ${email} o ${phone}`;

/** In Spanish. */
export const problems: Texts['problems'] = {
  titles: {
    'request-invalid': 'Parte de lo que se envió no se puede usar',
    'request-unreadable': 'No se puede leer esta solicitud',
    'request-timeout': 'La solicitud tardó demasiado; intente de nuevo',
    'headers-too-large': 'Esta dirección, o las cookies que la acompañan, son demasiado largas',
    'sign-in-required': 'Primero inicie sesión en el Enterprise Portal',
    'sign-in-refused': 'El nombre de usuario o la contraseña no son correctos',
    'sign-in-locked':
      'Demasiados intentos: el inicio de sesión con este nombre de usuario está bloqueado por un tiempo',
    'too-many-requests': 'Demasiadas solicitudes desde esta estación de trabajo; espere un minuto',
    'password-refused': 'Esta contraseña no se puede usar',
    'password-change-required': 'Primero elija una contraseña nueva',
    'password-wrong': 'La contraseña actual no es correcta',
    'questions-refused': 'Estas respuestas no se pueden usar',
    'recovery-ended': 'Este restablecimiento de contraseña ya no está abierto; empiece de nuevo',
    'recovery-answer-wrong': 'Eso no es correcto',
    'recovery-code-wrong': 'El código no es correcto',
    'recovery-code-expired': 'El código venció; pida uno nuevo',
    'recovery-tries-used-up': 'Se agotaron todos los intentos',
    'recovery-once-a-day': 'Una contraseña se puede restablecer una vez al día',
    'agreement-not-signed': 'Firme el acuerdo con su nombre tal como aparece en su perfil',
    'enrolment-refused':
      'Este código es incorrecto, ya se usó o es demasiado antiguo; pida uno nuevo a su administrador',
    'setup-code-wrong': 'Ese no es el código que muestra el servidor',
    'setup-over': 'Este servidor ya está configurado; inicie sesión',
    'setup-refused': 'El servidor no se configuró: algunos datos no se pueden usar',
    'workstation-not-enrolled': 'Esta estación de trabajo no está registrada; consulte a su administrador',
    'account-changed': 'Su cuenta cambió mientras tanto; intente de nuevo',
    'account-refused': 'La cuenta no se cambió',
    'second-person-needed': 'Otro administrador tiene que aprobar esto; espera en Administración, Aprobaciones',
    'approval-own': 'Otra persona tiene que decidir sobre lo que usted pidió',
    'approval-over': 'Esta solicitud ya no está abierta; mire de nuevo',
    'site-refused': 'Ya hay un centro con este identificador',
    'import-refused': 'El archivo no se importó',
    'agreement-required': 'Primero acepte el Acuerdo de uso aceptable',
    'ordering-locked': 'No se puede pedir hasta que se presente el conteo de este mes',
    'transfer-changed': 'Esta transferencia no está donde tendría que estar; mire de nuevo',
    'not-enrolled': 'El centro no está inscrito en este programa, o su inscripción venció: renuévela en Syntropi',
    'allocation-over': 'Esta asignación ya no está abierta; mire de nuevo',
    'order-changed': 'Este pedido ya no está como usted lo vio; mire de nuevo',
    'enrollment-changed':
      'Otra persona cambió esta inscripción mientras tanto, o ya no está como usted la vio; mire de nuevo',
    'agreement-outdated': 'El acuerdo cambió; lea la versión vigente',
    'not-permitted': 'Su cuenta no tiene acceso a esto',
    'origin-refused': 'Esta solicitud no provino de una página de este servidor',
    'search-required': 'Busque primero a esta persona; a quien ya está no se le agrega otra vez',
    'record-refused': 'No se guardó: hay datos que no concuerdan',
    'record-changed': 'Otra persona cambió este registro mientras tanto; véalo de nuevo',
    'statement-required': 'Primero acepte la Declaración de confidencialidad',
    'not-found': 'No hay nada en esta dirección',
    'token-refused': 'El token de acceso falta, venció o no es de una aplicación',
    'scope-refused': 'Esta aplicación no está registrada para esto',
    'not-signed-on': 'Esa persona no tiene una sesión en esta aplicación',
    'too-many-calls': 'Demasiadas llamadas de esta aplicación; espere un minuto',
    'too-many-notices': 'Hay demasiados avisos de esta aplicación; retire algunos o espere a que venzan',
    'host-refused': 'Este servidor no responde a ese nombre',
    'cookies-doubled':
      'Este navegador tiene dos cookies con el mismo nombre para este servidor; borre las cookies de esta dirección e inicie sesión de nuevo',
    'method-refused': 'Lo que está en esta dirección solo se lee',
    'answer-format-refused': 'La respuesta no está disponible en este formato',
    'media-type-refused': 'Lo que se envió está en un formato que aquí no se acepta',
    'too-large': 'Lo que se envió es demasiado grande',
    'portal-unreachable': 'El Enterprise Portal no responde; esto continuará cuando responda',
    'application-unreachable': 'La otra aplicación no responde; inténtelo de nuevo en un momento',
    'store-unavailable': 'El servidor no puede acceder a sus registros; intente de nuevo en un momento',
    busy: 'El servidor está ocupado; intente de nuevo en un momento',
    'storage-full':
      'El disco del servidor está lleno, por lo que no se hace nada que no se pueda registrar. Avise a la persona encargada del servidor; continuará por sí solo cuando haya espacio',
    'cannot-store':
      'El servidor no puede escribir en su disco y no cambió nada; avise a la persona encargada del servidor',
    'monitoring-refused': 'Solo la supervisión lee esto: en el propio servidor o con su clave de acceso',
    internal: 'Algo falló en el servidor',
  },
  fields: {
    missing: 'falta',
    empty: 'está vacío',
    'not-known': 'no se conoce aquí; omítalo',
    'too-short': (least) => `necesita ${least} caracteres o más`,
    'too-long': (most) => `es demasiado largo: como máximo ${most} caracteres`,
    'not-listed': (choices) => `debe ser uno de estos: ${choices}`,
    'too-few': (least) => (least === 1 ? 'necesita al menos un elemento' : `necesita ${least} elementos o más`),
    'too-many': (most) => `tiene demasiados elementos: como máximo ${most}`,
    'too-small': (least) => `debe ser ${least} o más`,
    'too-great': (most) => `debe ser ${most} o menos`,
    'no-date': 'debe ser una fecha del calendario, como 2026-01-31',
    'wrong-form': 'no tiene la forma que se pide',
    'wrong-type': (type) => `debe ser del tipo ${type}`,
    unusable: 'no se puede usar',
  },
  unreachable:
    'No se puede establecer conexión con el servidor. Lo que escribió sigue aquí; intente de nuevo en un momento.',
  answerUnknown:
    'Esta página y su servidor no se entienden. Cargue la página de nuevo; si eso no ayuda, avise a su administrador.',
  noCookies: (host) =>
    `El portal reconoce por una cookie que es usted, y este navegador no la guarda. Permita las cookies de ${host} en la configuración del navegador, o salga de la navegación privada si esta las bloquea; después intente de nuevo. Si usted no puede cambiarlo, llame a su departamento de informática.`,
  details: {
    signInRefused: (support) =>
      `Revise ambos e intente de nuevo. Si no puede iniciar sesión, comuníquese con ${toCall(support)}.`,
    signInLocked: (until, support) =>
      `El inicio de sesión con este nombre de usuario está bloqueado ${until === undefined ? 'hasta que se restablezca la contraseña o el personal de atención lo desbloquee' : `hasta: ${until}`}. ${support.name} puede desbloquearlo: ${support.email} o ${support.phone}.`,
    triesUsedUp: (next, support) =>
      `Se agotaron todos los intentos. El próximo será posible después de esta fecha y hora: ${next}. Si no puede esperar, comuníquese con ${toCall(support)}.`,
    codeTriesUsedUp: (support) =>
      `Se agotaron todos los intentos de este código. Empiece de nuevo o comuníquese con ${toCall(support)}.`,
    onceADay: (day, support) =>
      `La suya se restableció hoy. El próximo restablecimiento será posible el ${day}. Si no puede esperar, comuníquese con ${toCall(support)}.`,
    answerWrong: (support) =>
      `Eso no es correcto. Revise el nombre de usuario y la respuesta e intente de nuevo. Si nunca configuró preguntas de seguridad, comuníquese con ${toCall(support)}.`,
    answersWrong: 'Al menos una respuesta no es correcta.',
    codeWrong:
      'El código no es correcto. Compárelo con el correo electrónico más reciente; los códigos anteriores ya no son válidos.',
  },
};
