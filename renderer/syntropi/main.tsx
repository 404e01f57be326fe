import { startApplication } from '../design/application-root.tsx';
import { OrganizationPage } from './organization-page.tsx';

startApplication('syntropi', ['/'], <OrganizationPage />);
