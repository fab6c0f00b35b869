{
  a,
  b,
  c,
  ...
}:
{
  joined = a.attributes // {
    name = "x";
    value = [
      1
    ]
    ++ [
      2
      3
    ];
  };
  long =
    a.services.first-service-with-a-long-name.enable
    || b.services.second-service-with-a-long-name.enable
    || c.services.third-service-with-a-long-name.enable;
  precedence = [
    ((a || b) && !(a == b))
    (a && b || !c)
    (a ++ b // b // c)
    ((a // b) ++ b ++ c)
    (a + b + (b + c))
    (a b != (if a then b else c))
    (-1 == a (-1))
  ];
  selection = [
    (import ./x.nix).lib
    a.b.c."host-${b}".${c}
    (a (b.x.y or [ ]))
  ];
}
