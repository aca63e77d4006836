#pragma warning disable SA1402, SA1649, CA1724, CA2227, CA1002, IDE0130 // The shapes of another product, as they are: what AWSSDK.APIGateway and AWS.Tools.Common have, in names and types.
namespace Amazon.APIGateway.Model
{
    /// <summary>An item of Get-AGRestApiList (AWSSDK.APIGateway 4).</summary>
    public class RestApi
    {
        public string? ApiKeySource { get; set; }

        public List<string>? BinaryMediaTypes { get; set; }

        public DateTime? CreatedDate { get; set; }

        public string? Description { get; set; }

        public bool? DisableExecuteApiEndpoint { get; set; }

        public EndpointConfiguration? EndpointConfiguration { get; set; }

        public string? Id { get; set; }

        public int? MinimumCompressionSize { get; set; }

        public string? Name { get; set; }

        public string? Policy { get; set; }

        public string? RootResourceId { get; set; }

        public Dictionary<string, string>? Tags { get; set; }

        public string? Version { get; set; }

        public List<string>? Warnings { get; set; }
    }

    /// <summary>What New-AGRestApi returns.</summary>
    public sealed class CreateRestApiResponse : RestApi
    {
        public object? ResponseMetadata { get; set; }

        public long ContentLength { get; set; }

        public System.Net.HttpStatusCode HttpStatusCode { get; set; }
    }

    /// <summary>Endpoint types and associated endpoints.</summary>
    public sealed class EndpointConfiguration
    {
        public string? IpAddressType { get; set; }

        public List<string>? Types { get; set; }

        public List<string>? VpcEndpointIds { get; set; }
    }

    /// <summary>A stage; it does not say whose.</summary>
    public sealed class Stage
    {
        public string? DeploymentId { get; set; }

        public string? Description { get; set; }

        public string? StageName { get; set; }

        public Dictionary<string, string>? Variables { get; set; }
    }
}

namespace Amazon.PowerShell.Common
{
    /// <summary>What Set-AWSCredential puts into $StoredAWSCredentials: everything in it is internal.</summary>
    public sealed class AWSPSCredentials
    {
        internal AWSPSCredentials(object credentials, string name)
        {
            Credentials = credentials;
            Name = name;
        }

        internal object Credentials { get; private set; }

        internal string Name { get; private set; }

        public override string ToString() => Name;
    }
}
