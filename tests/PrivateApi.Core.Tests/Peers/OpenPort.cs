using System.Net;
using System.Net.Sockets;

namespace PrivateApi.Tests.Peers;

/// <summary>
/// Ports of the loopback interface. Many tests open and close listeners beside each other, so a port that was free a moment ago may be
/// taken.
/// </summary>
internal static class OpenPort
{
    private const int MostTries = 20;

    /// <summary>.NET's listener on a free port; another is taken where somebody came first.</summary>
    public static (HttpListener Listener, Uri Url) Listen()
    {
        for (int tries = 0; ; tries++)
        {
            Uri url = new($"http://127.0.0.1:{Free()}/");

            // One that could not start cannot be started again.
            HttpListener listener = new();
            listener.Prefixes.Add(url.AbsoluteUri);
            try
            {
                listener.Start();
                return (listener, url);
            }
            catch (HttpListenerException) when (tries < MostTries)
            {
                // Somebody took the port between the look and the bind.
            }
        }
    }

    private static int Free()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
