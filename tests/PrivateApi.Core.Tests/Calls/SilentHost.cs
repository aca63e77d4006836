using System.Net;
using System.Net.Sockets;

namespace PrivateApi.Tests.Calls;

/// <summary>
/// A port of 127.0.0.1 where connections are begun and never accepted, as behind a firewall that drops: its queue is full.
/// </summary>
internal sealed class SilentHost : IDisposable
{
    private readonly Socket _silent = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _fill;

    public SilentHost()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux's accept queue, and loopback addresses beside 127.0.0.1");
        _silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _silent.Listen(0);
        _fill =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false }),
        ];
        foreach (Socket socket in _fill)
        {
            try
            {
                socket.Connect(IPAddress.Loopback, Port);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // Under way.
            }
        }
    }

    public int Port => ((IPEndPoint)_silent.LocalEndPoint!).Port;

    public void Dispose()
    {
        _fill.ForEach(socket => socket.Dispose());
        _silent.Dispose();
    }
}
