using PrivateApi.Policy.Language;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Policy;

/// <summary>
/// The record of a stage's policy, as stages out there carry it. Another hash of the same policy would make every such record
/// worthless without a word; thus a form that changes needs another tag, not another literal here.
/// </summary>
public sealed class PolicyRecordTests
{
    /// <summary>What tests/peers/policy_hash.py prints.</summary>
    private const string Hash = "a5ab519e50642634587e44b6adb10679faa094559d54e8906f5893f15674003a";

    private static readonly PolicyContext Api = new("aws", "eu-west-1", "123456789012", "abc123def4");

    /// <summary>
    /// With all that the canonical form levels: order, single values, shorthand, case, account roots, synonyms, duplicates.
    /// </summary>
    private const string Policy = """
        {
          "Version": "2012-10-17",
          "Id": "no part of the meaning",
          "Statement": [
            {
              "Sid": "nor this",
              "Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
              "Condition": {"StringNotEquals": {"aws:SourceVpce": ["vpce-1b", "vpce-0a", "vpce-1b"]}}
            },
            {
              "Effect": "Allow", "Principal": {"AWS": ["arn:aws:iam::111122223333:role/a", "arn:aws:iam::111122223333:root", "111122223333"]},
              "Action": ["Execute-Api:invoke"], "Resource": ["arn:aws:execute-api:eu-west-1:123456789012:abc123def4/demo/GET/pets"],
              "Condition": {"StringLike": {"aws:UserAgent": "${aws:username}*"}, "IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}, "Bool": {"aws:SecureTransport": "True"}}
            }
          ]
        }
        """;

    [Fact]
    public void A_policy_has_the_hash_that_earlier_versions_recorded()
    {
        string hash = PolicyDocument.Parse(Policy).CanonicalHash(Api);
        Assert.Equal(Hash, hash);
        Assert.Equal($"dep123/{Hash}", PolicyRecord.Write("dep123", hash));
        Assert.Equal(Hash, PolicyRecord.Read($"dep123/{Hash}", "dep123"));
        Assert.Null(PolicyRecord.Read($"dep123/{Hash}", "dep124"));
    }

    [Fact]
    public async Task Another_program_computes_the_same_from_the_canonical_form()
    {
        System.Text.Json.JsonElement answer = await Peer.PythonAsync("policy_hash.py");
        Assert.Equal(answer[0].GetString(), PolicyDocument.Parse(Policy).Canonical(Api));
        Assert.Equal(Hash, answer[1].GetString());
    }
}
