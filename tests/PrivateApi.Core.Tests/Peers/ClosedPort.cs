using System.Net;
using System.Net.Sockets;

namespace PrivateApi.Tests.Peers;

/// <summary>
/// A port of 127.0.0.1 on which nobody listens: a socket has it and does not listen, so that no listener of another test gets it either.
/// </summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket _holder = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => _holder.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Port => ((IPEndPoint)_holder.LocalEndPoint!).Port;

    public void Dispose() => _holder.Dispose();
}
