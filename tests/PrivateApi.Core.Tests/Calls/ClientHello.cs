using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace PrivateApi.Tests.Calls;

/// <summary>A port that reads the first message of a TLS handshake and hangs up (RFC 8446, 4.1.2).</summary>
internal sealed class ClientHello : IDisposable
{
    private const int SupportedVersions = 43;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task<byte[]> _first;

    public ClientHello()
    {
        _listener.Start();
        _first = Task.Run(ReadAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The versions of TLS that the caller offers: 0x0303 is 1.2, 0x0304 is 1.3. GREASE is left out (RFC 8701).</summary>
    public async Task<IReadOnlyList<int>> VersionsAsync()
    {
        byte[] hello = await _first;
        int at = 5 + 4 + 2 + 32;
        at += 1 + hello[at];
        at += 2 + BinaryPrimitives.ReadUInt16BigEndian(hello.AsSpan(at));
        at += 1 + hello[at];
        int end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(hello.AsSpan(at));
        for (at += 2; at < end; )
        {
            int type = BinaryPrimitives.ReadUInt16BigEndian(hello.AsSpan(at));
            int length = BinaryPrimitives.ReadUInt16BigEndian(hello.AsSpan(at + 2));
            if (type == SupportedVersions)
            {
                int list = at + 5;
                return
                [
                    .. Enumerable
                        .Range(0, hello[at + 4] / 2)
                        .Select(i => (int)BinaryPrimitives.ReadUInt16BigEndian(hello.AsSpan(list + (2 * i))))
                        .Where(version => (version & 0x0F0F) != 0x0A0A),
                ];
            }

            at += 4 + length;
        }

        return [BinaryPrimitives.ReadUInt16BigEndian(hello.AsSpan(9))];
    }

    public void Dispose() => _listener.Dispose();

    private async Task<byte[]> ReadAsync()
    {
        using TcpClient client = await _listener.AcceptTcpClientAsync();
        byte[] record = new byte[20_000];
        await client.GetStream().ReadExactlyAsync(record.AsMemory(0, 5));
        await client.GetStream().ReadExactlyAsync(record.AsMemory(5, BinaryPrimitives.ReadUInt16BigEndian(record.AsSpan(3))));
        return record;
    }
}
