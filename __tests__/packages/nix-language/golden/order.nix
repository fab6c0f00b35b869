{
  # why this is set
  #
  # and more
  commented = {
    # the first
    first = 1;
    second = [
      # an item
      "a"
      "b"
    ];
  };
  kept = {
    single = {
      inner = 1;
    };
  };
  ordered = {
    zebra = 1;
    alpha = 2;

    enable = true;
  };
  services.a-service-with-a-long-name.settings = {
    another-long-name-that-ends-the-path.value = 1;
  };
  single.path.of.four.names.and.more = 1;
  sorted = {
    imports = [ ];
    enable = true;
    Alpha = 2;
    beta = 3;
    zebra = 1;
  };
}
