# Reduces `terraform providers schema -json` to names, types and flags.
# An object type may have a field called description: its value is a type's name, not prose.
walk(
  if type == "object" then
    with_entries(select(
      (.key | IN("description", "description_kind", "summary", "deprecation_message") | not)
      or (.value | type != "string" or IN("string", "number", "bool", "dynamic"))
    ))
  else . end
)
| { format_version, provider_schemas }
