{
  users.users.root.homeMode = "700";
}
