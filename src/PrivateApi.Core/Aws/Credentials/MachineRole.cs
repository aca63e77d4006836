using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.Util;

namespace PrivateApi.Aws.Credentials;

/// <summary>Credentials and Region of the container or instance that this runs on.</summary>
internal static class MachineRole
{
    // On any other machine the metadata address leads nowhere, and the SDK would try it for most of a minute.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static AWSCredentials? Find(Func<string, string?> variable)
    {
        if (
            !string.IsNullOrEmpty(variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"))
            || !string.IsNullOrEmpty(variable("AWS_CONTAINER_CREDENTIALS_FULL_URI"))
        )
        {
            return new GenericContainerCredentials();
        }

        if (!HasMetadata(variable))
        {
            return null;
        }

        try
        {
            return new InstanceProfileAWSCredentials();
        }
        catch (Exception e) when (e is AmazonClientException or InvalidOperationException or HttpRequestException)
        {
            // An instance without a role.
            return null;
        }
    }

    /// <summary>The instance's Region; null if there is no metadata.</summary>
    public static string? Region(Func<string, string?> variable) => HasMetadata(variable) ? EC2InstanceMetadata.Region?.SystemName : null;

    private static bool HasMetadata(Func<string, string?> variable)
    {
        if (
            !EC2InstanceMetadata.IsIMDSEnabled
            || string.Equals(variable("AWS_EC2_METADATA_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
        )
        {
            return false;
        }

        Uri address = new(EC2InstanceMetadata.ServiceEndpoint);
        try
        {
            using CancellationTokenSource limit = new(Patience);
            using TcpClient client = new();
            client.ConnectAsync(address.Host, address.Port, limit.Token).AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
