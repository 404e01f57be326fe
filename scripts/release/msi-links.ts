// electron-builder's hook `msiProjectCreated`: links that open an application [K1]. Its MSI does not register what "protocols"
// names, and a kiosk that did it would leave it behind for every person who ever started it.
import { readFile, writeFile } from 'node:fs/promises';

/** A component of its own, whose Guid never changes: Windows Installer counts by it who still needs the keys. */
const component = `
      <Component Id="LinkScheme" Guid="8E2B4C1D-6F2A-4E0B-9C57-3D1A7B5F9E64">
        <RegistryKey Root="HKLM" Key="Software\\Classes\\portal-kiosk">
          <RegistryValue Type="string" Value="URL:Enterprise Portal" KeyPath="yes"/>
          <RegistryValue Type="string" Name="URL Protocol" Value=""/>
          <RegistryValue Type="string" Key="DefaultIcon" Value="&quot;[#mainExecutable]&quot;,0"/>
          <RegistryValue Type="string" Key="shell\\open\\command" Value="&quot;[#mainExecutable]&quot; &quot;%1&quot;"/>
        </RegistryKey>
      </Component>
    `;

/** @param projectFile WiX source, which electron-builder has written and is about to compile */
export default async function addLinks(projectFile: string): Promise<void> {
  const project = await readFile(projectFile, 'utf8');
  const parts = project.split('</ComponentGroup>');
  if (parts.length !== 2)
    throw new Error('The MSI project of electron-builder has changed: it has no one component group.');
  await writeFile(projectFile, parts.join(`${component}</ComponentGroup>`));
}
