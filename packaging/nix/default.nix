# SPDX-License-Identifier: MIT
# The package, from a checkout: nix-build packaging/nix.  Evaluated
# by Debian's nix-instantiate, never yet built with nixpkgs.
{ pkgs ? import <nixpkgs> { } }:

pkgs.stdenv.mkDerivation {
  pname = "ianaports";
  version = builtins.head (builtins.match ".*\nVERSION = ([^\n]+)\n.*"
    (builtins.readFile ../../Makefile));
  src = pkgs.lib.cleanSource ../..;
  nativeBuildInputs = [ pkgs.pkg-config ];
  buildInputs = with pkgs; [ curl expat json_c libcsv libmd libseccomp lmdb util-linux ];
  makeFlags = [
    "prefix=$(out)"
    "sysconfdir=$(out)/etc"
    "VENDOR_LOCAL=${pkgs.iana-etc}/etc/services"
  ];
  # What a checkout has built knows other folders.
  preBuild = "make clean";
  # Loaded when it is needed, not linked.
  postFixup = ''
    patchelf --add-rpath ${pkgs.lib.getLib pkgs.curl}/lib $out/bin/ianaports
  '';
  # Not "install", which would compile the database, too.
  installTargets = [
    "install-module"
    "install-command"
    "install-data"
    "install-units"
  ];
}
