/**
 * Shell that refuses any Mac but the one that is meant. It calls `on_mac` and `refuse`, and needs MACHINE,
 * OTHER_MACHINES and SERIAL_NUMBER. It contains no `${`.
 *
 * The serial number decides where the fleet names it. Without one the name does: macOS gives a Mac the suffix `-2`,
 * `-3`, … where it met its own name in the network, as after a change of adapters, and leaves it so. A Mac of another
 * name is refused, whoever it is: a new one gets its name, or its serial number in the fleet, first.
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
  refuse "this Mac is called $name, so it may be any; if it is $MACHINE, say so in the fleet, serialNumber: \\"$serial\\", or call it so: sudo scutil --set LocalHostName $MACHINE"
}
`;
