namespace PrivateApi.Tests.Reliability;

/// <summary>An error as the module tells it: an id of its own or a code of AWS, from one of its commands, and no stack.</summary>
internal static class ToldError
{
    // What .NET and the AWS SDK throw: their names are no ids. (Codes of AWS may end so too: TooManyRequestsException. So
    // it is not asked what happens to be loaded.)
    private static readonly Lazy<HashSet<string>> Thrown = new(() =>
        new[]
        {
            typeof(Exception),
            typeof(HttpRequestException),
            typeof(System.Net.Sockets.SocketException),
            typeof(System.Text.Json.JsonException),
            typeof(System.Xml.XmlException),
            typeof(Amazon.Runtime.AmazonServiceException),
        }
            .SelectMany(type => type.Assembly.GetExportedTypes())
            .Where(type => type.IsAssignableTo(typeof(Exception)))
            .Select(type => type.Name)
            .ToHashSet(StringComparer.Ordinal)
    );

    /// <summary>Fails for anything else.</summary>
    /// <param name="error">The id and the text, as <see cref="PwshSession"/> writes them.</param>
    public static void AssertIsOne(string error)
    {
        Assert.Matches(@"^[A-Z][A-Za-z.]+,PrivateApi\.Commands\.\w+: \S", error);
        Assert.DoesNotContain(error[..error.IndexOf(',', StringComparison.Ordinal)], Thrown.Value);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }
}
