import type { Translation } from '../../../contract/languages.ts';
import type { serverEn } from './server-en.ts';

/** Lo que dice la página del servidor. */
export const serverEs: Translation<typeof serverEn> = {
  certificates: 'Certificados',
  certificateColumns: { use: 'Para qué', name: 'Nombre', file: 'Archivo', ends: 'Válido hasta' },
  uses: {
    server: 'Este servidor',
    authority: 'Quien lo firmó',
    sender: 'Un sistema que envía mensajes',
    collector: 'Quien firmó el del recolector de registros',
    'collector-client': 'Este servidor, para el recolector de registros',
  },
  noCertificates:
    'La configuración no nombra ningún certificado: solo se responde a esta máquina, o hay un intermediario delante.',
  unreadable: 'No se puede leer el archivo',
  days: (when, days) =>
    days < 0 ? `${when}: vencido` : days === 1 ? `${when}: queda 1 día` : `${when}: quedan ${days} días`,
  backup: 'Copia de seguridad',
  lastBackup: (when) => `La última copia de seguridad se hizo el ${when}.`,
  backupFile: (file, size) => `Está en ${file} (${size}).`,
  backupElsewhere: 'La hizo algo ajeno a este producto.',
  noBackup: 'Aquí no se conoce ninguna copia de seguridad',
  noBackupText:
    'Haga una cada noche con el comando backup. Si otra cosa copia el servidor, haga que después ejecute ese comando con --note para que se vea aquí.',
  check: 'Comprobar el servidor',
  checkText:
    'Revisa ahora la carpeta de datos, el certificado, el servidor de correo y la base de datos, como lo hace «serve --check».',
  checkNow: 'Comprobar ahora',
  checking: 'Comprobando…',
  checkFailed: 'No se pudo comprobar el servidor',
  checked: (wrong, attention) =>
    wrong + attention === 0 ? 'Todo está bien.' : `Mal: ${wrong}. Requiere atención: ${attention}.`,
  findingColumns: { check: 'Qué', state: 'Estado', says: 'Resultado (en inglés)' },
  states: { ok: 'Bien', attention: 'Requiere atención', wrong: 'Mal' },
  settings: 'Configuración',
  settingsText:
    'Está en el archivo con el que se inicia el servidor. Para cambiar algo, cambie el archivo y vuelva a iniciar el servidor. Las contraseñas y claves no se muestran.',
  settingColumns: { name: 'Ajuste', value: 'Valor', from: 'De', meaning: 'Qué significa' },
  from: { file: 'La configuración', usual: 'Sin indicar' },
  yes: 'Sí',
  no: 'No',
  none: 'Ninguno',
  meanings: {
    deployment: 'Si es una clínica o una capacitación.',
    timeZone: 'La zona horaria de la clínica: por ella empiezan sus días y se muestran las horas.',
    setup: 'Respuestas de la configuración inicial, para que no se pregunte a nadie.',
    'server.name': 'El nombre con el que las estaciones de trabajo llegan a este servidor.',
    'server.listen': 'La dirección de esta máquina que responde.',
    'server.proxies': 'Intermediarios a los que se cree cuando dicen quién llama.',
    'server.tls': 'Archivos del certificado, de su clave y de quien lo firmó.',
    passwordProfile: 'Qué reglas siguen las contraseñas.',
    'signIn.failuresBeforeLock': 'Contraseñas incorrectas seguidas que bloquean un nombre de usuario.',
    'signIn.lockMinutes': 'Minutos del primer bloqueo, del segundo y así sucesivamente.',
    'signIn.attemptsPerAddressPerMinute': 'Inicios de sesión que una dirección de red puede intentar por minuto.',
    'session.idleMinutes': 'Minutos sin teclado ni puntero tras los que termina una sesión.',
    'session.warningSeconds': 'Segundos antes de eso en los que se avisa.',
    'session.absoluteHours': 'Horas tras las que termina toda sesión.',
    'session.whenLocked': 'Qué pasa con la sesión al bloquear la estación de trabajo.',
    concurrentSignIn: 'Qué hace con la primera sesión otra iniciada en otra estación de trabajo.',
    enrolledWorkstationsOnly: 'Si solo se puede iniciar sesión en estaciones inscritas.',
    'recovery.questionsOnly':
      'Si bastan las preguntas de seguridad para restablecer una contraseña, sin un código por correo.',
    'mail.from': 'El remitente de los correos.',
    'mail.smtp': 'El servidor de correo. Su contraseña queda en su archivo.',
    'store.postgres': 'La base de datos con los registros. Sin ella están en la carpeta de datos.',
    masterKey: 'El programa que da la clave maestra. Sin él, la clave está en la carpeta de datos.',
    clients: 'Aplicaciones que se unen por OpenID Connect.',
    applications: 'Aplicaciones reales en lugar de las de este producto.',
    launcher: 'Cómo muestra el portal las aplicaciones hasta que la persona elige.',
    support: 'A quién llamar por el inicio de sesión.',
    contacts: 'A quién preguntar por lo demás.',
    links: 'Adónde llevan los botones de formularios y de capacitación.',
    announcements: 'Lo que ImmTrac2 dice a todos al entrar.',
    mllp: 'El puerto y los sistemas de los que ImmTrac2 recibe mensajes por MLLP.',
    metrics: 'El archivo con la clave con que la supervisión lee las métricas.',
    'administration.secondPerson':
      'Si lo que no se puede deshacer, y quién es administrador, necesita la aprobación de otro.',
    'audit.syslog': 'El recolector de registros que recibe el registro de auditoría según crece.',
    'audit.sourceAddresses': 'Si el registro de auditoría guarda la dirección de red de quien pidió algo.',
  },
};
