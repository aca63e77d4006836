namespace PrivateApi.Tests.Reliability;

/// <summary>What a user types, for the proofs: each can be typed again after whatever became of it.</summary>
internal static class Jobs
{
    public const string SetUp = """
        New-PrivateApiNetwork -Name Proof |
            New-PrivateApiEndpoint |
            New-PrivateApi -Name Proof -Sample PetStore -StageName demo |
            Invoke-PrivateApi -Path /pets -Via Lambda |
            ForEach-Object StatusCode
        """;

    public const string RemoveAll = """
        Get-PrivateApi -Name Proof -ErrorAction Ignore | Remove-PrivateApi -Force
        Get-PrivateApiEndpoint -Name Proof -ErrorAction Ignore | Remove-PrivateApiEndpoint -Force
        Get-PrivateApiNetwork -Name Proof -ErrorAction Ignore | Remove-PrivateApiNetwork -Force
        """;

    public const string Policy =
        "Get-PrivateApi -Name Proof | Set-PrivateApiPolicy -SourceVpce vpce-0123456789abcdef0 -StageName demo -Confirm:$false";

    public const string Definition = """
        Get-PrivateApi -Name Proof | Set-PrivateApi -StageName demo -Confirm:$false -OpenApi @'
        {"openapi":"3.0.1","info":{"title":"Proof","version":"2"},"paths":{"/new":{"get":{"responses":{"200":{"description":"OK"}},
        "x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\":200}"},
        "responses":{"default":{"statusCode":"200"}}}}}}}
        '@
        """;

    public const string Endpoint = """
        $network = Get-PrivateApiNetwork -Name Proof
        Get-PrivateApiEndpoint -Name Proof | Set-PrivateApiEndpoint -SubnetId $network.SubnetId[0] -PrivateDnsEnabled $false -Confirm:$false
        """;

    public const string Deployment =
        "Get-PrivateApi -Name Proof | Publish-PrivateApi -StageName demo -Description Proof -Variable @{ colour = 'blue' } -Confirm:$false";

    /// <summary>Every job, by its name.</summary>
    public static readonly IReadOnlyList<(string Name, string Job)> All =
    [
        (nameof(SetUp), SetUp),
        (nameof(Policy), Policy),
        (nameof(Definition), Definition),
        (nameof(Endpoint), Endpoint),
        (nameof(Deployment), Deployment),
        (nameof(RemoveAll), RemoveAll),
    ];
}
