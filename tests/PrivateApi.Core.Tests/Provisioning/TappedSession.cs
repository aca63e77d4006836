using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Calls;

namespace PrivateApi.Tests.Provisioning;

/// <summary>A session whose calls pass a tap, with a pacer of its own, as in a process that shares nothing with others.</summary>
internal sealed class TappedSession : IDisposable
{
    public TappedSession(EmbeddedAws lab)
    {
        Tap = new WireTap(lab.CreateHandler());
        Session = AwsSession.Open(
            new AwsConnection
            {
                Handler = Tap,
                EndpointUrl = new Uri("http://localhost/"),
                Region = "eu-west-1",
                IsLab = true,
                Pacer = new Pacer(TimeProvider.System),
            }
        );
    }

    public WireTap Tap { get; }

    public AwsSession Session { get; }

    public void Dispose()
    {
        Session.Dispose();
        Tap.Dispose();
    }
}
