# SPDX-License-Identifier: GPL-3.0-only
# cmake --build --preset release --target package: gatehouse-server and gatehouse-console as .deb.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR Gatehouse)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each component has its own
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL server)
if(GATEHOUSE_CONSOLE)
    list(APPEND CPACK_COMPONENTS_ALL console)
endif()
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_SERVER_PACKAGE_NAME gatehouse-server)
set(CPACK_DEBIAN_SERVER_PACKAGE_SECTION net)
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS "adduser, libqt6sql6-sqlite")
set(CPACK_DEBIAN_SERVER_PACKAGE_RECOMMENDS "ca-certificates")
set(CPACK_COMPONENT_SERVER_DESCRIPTION "authentication server for the local network
Signs people in for the applications of a local network: accounts, sessions,
tokens and two-factor codes behind an HTTP interface, kept in one embedded
database.")
set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA
    ${CMAKE_CURRENT_SOURCE_DIR}/server/postinst
    ${CMAKE_CURRENT_SOURCE_DIR}/server/prerm
    ${CMAKE_CURRENT_SOURCE_DIR}/server/postrm
    ${CMAKE_CURRENT_SOURCE_DIR}/server/conffiles)

set(CPACK_DEBIAN_CONSOLE_PACKAGE_NAME gatehouse-console)
set(CPACK_DEBIAN_CONSOLE_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_CONSOLE_PACKAGE_DEPENDS "breeze-icon-theme, libqt6svg6, libsecret-1-0, qt6-qpa-plugins, qt6-translations-l10n")
set(CPACK_DEBIAN_CONSOLE_PACKAGE_RECOMMENDS "gnome-keyring | kwalletmanager, qt6-wayland")
set(CPACK_DEBIAN_CONSOLE_PACKAGE_SUGGESTS "gatehouse-server")
set(CPACK_COMPONENT_CONSOLE_DESCRIPTION "admin console of the Gatehouse authentication server
A desktop window to look after the accounts of a Gatehouse server: people and
their state, sessions, two-factor codes and the login history.")

include(CPack)
