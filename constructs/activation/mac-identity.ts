/**
 * Shell functions that refuse to run on another Mac than MACHINE. They call `on_mac` and `refuse`, and read MACHINE,
 * OTHER_MACHINES and SERIAL_NUMBER. The text contains no `${`.
 *
 * The serial number identifies the Mac if the fleet declares it, otherwise the name does. macOS adds a suffix `-2`,
 * `-3`, … to a name that it finds in the network already, for example after a change of adapters, and keeps it. A Mac
 * with any other name is refused: rename it, or declare its serial number in the fleet, before the first activation.
 */
export const MAC_IDENTITY = `is_other() {
  case " $OTHER_MACHINES " in
    *" $1 "*) refuse "this is $1; run this on $MACHINE" ;;
  esac
}

identify() {
  serial=$(on_mac ioreg -rd1 -c IOPlatformExpertDevice 2>/dev/null |
    sed -n 's/.*"IOPlatformSerialNumber" = "\\(.*\\)".*/\\1/p') || serial=
  if [ -n "$SERIAL_NUMBER" ]; then
    [ "$serial" = "$SERIAL_NUMBER" ] ||
      refuse "this Mac has the serial number $serial, and $MACHINE has $SERIAL_NUMBER; run this on $MACHINE"
    return
  fi
  name=$(on_mac scutil --get LocalHostName | tr '[:upper:]' '[:lower:]')
  plain=$(printf '%s' "$name" | sed 's/-[2-9][0-9]*$//')
  [ "$name" != "$MACHINE" ] || return 0
  is_other "$name"
  [ "$plain" != "$MACHINE" ] || return 0
  is_other "$plain"
  refuse "the name of this Mac is $name, not $MACHINE; if it is $MACHINE, set serialNumber: \\"$serial\\" in the fleet, or rename the Mac: sudo scutil --set LocalHostName $MACHINE"
}
`;
