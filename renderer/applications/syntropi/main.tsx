import { startApplication } from '../../platform/application/application-root.tsx';
import { OrganizationPage } from './organization-page.tsx';

startApplication('syntropi', <OrganizationPage />);
