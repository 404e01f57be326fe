/** What the page of the Acceptable Use Agreement says around it; the agreement itself has versions. */
export const agreement = {
  title: 'Acceptable Use Agreement',
  explanation:
    'Everyone who uses the Enterprise Portal completes this agreement before opening an application. If you do not agree, choose Sign Out at the top of this page.',
  toRead: 'Read to the end of the agreement. Then you can check the box below.',
  read: 'You have reached the end of the agreement. You can check the box now.',
  agree: 'I have read and agree to the Acceptable Use Agreement',
  notRead: 'Read to the end of the agreement first. Then check the box.',
  notAgreed: 'Check the box to show that you agree.',
  signature: 'Your name',
  signatureHint: (name: string) => `Sign by typing your name as it appears in your profile: ${name}`,
  signatureMissing: 'Sign by typing your name.',
  signatureWrong: (name: string) => `Type your name as it appears in your profile: ${name}`,
  submit: 'Accept and Continue',
  submitting: 'Accepting…',
  failed: 'The agreement has not been accepted yet',
  outdated: 'The agreement has just changed. This is the current version. Read it and sign again.',
  version: (version: string, effective: string) => `Version ${version}, in effect since ${effective}`,
} as const;
