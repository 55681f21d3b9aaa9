//! Call feeds: the simulator and the local control socket.
