"""Rules of web links that hold without a network: what is an address, where one may reach, when a link has rotted."""
