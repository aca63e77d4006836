using Kind = PrivateApi.Reachability.Answers.AnswerCauseKind;

namespace PrivateApi.Reachability.Observed;

/// <summary>Causes in words, as far as no answer of API Gateway's tells them.</summary>
internal static class CauseSentences
{
    /// <summary>The sentence.</summary>
    public static string Sentence(Kind kind) =>
        kind switch
        {
            Kind.CallerOutsideVpc =>
                "The client asks for the name outside the VPC. The default name of a private API has an address only in a VPC whose "
                    + "endpoint has private DNS on; peered VPCs and on-premises networks do not see it. "
                    + "The alias name resolves everywhere.",
            Kind.PrivateDnsDisabled =>
                "The VPC's endpoint has private DNS off, or the VPC has no endpoint for execute-api. The default name then has no address; "
                    + "the alias name has one.",
            Kind.VpcDnsDisabled => "enableDnsSupport or enableDnsHostnames of the VPC is off. Private DNS needs both.",
            Kind.OtherNameServers =>
                "The client asks name servers that do not forward to the VPC's resolver (DHCP options, on-premises servers, a container's "
                    + "own DNS), or that drop answers with private addresses.",
            Kind.AliasMissing =>
                "The alias does not exist: the endpoint is not associated with the API, or an id or the Region in the name is wrong.",
            Kind.EndpointUnknown =>
                "The endpoint with this name does not exist any more, or the name is mistyped. Its own names resolve everywhere.",
            Kind.RecordMissing => "No hosted zone that the client sees has a record for this name.",
            Kind.NameServerUnreachable => "The name servers did not answer, so nothing is known of the name. Often an inbound "
                + "resolver endpoint's security group does "
                + "not let port 53 in, or the servers in the VPC's DHCP options cannot be reached.",
            Kind.EndpointFirewallBlocks =>
                "The endpoint's security group, or the network ACL of its subnet, does not let port 443 in from the client.",
            Kind.CallerFirewallBlocks => "The client's own security group or network ACL does not let the call out, or its answer back in.",
            Kind.RouteMissing => "There is no route between the client's network and the endpoint's subnet, or none back.",
            Kind.PublicAddressCalled => "The name led to a public address, so the call did not go to an endpoint: "
                + "the client's resolver does not see private DNS, and "
                + "the client has no way to the internet.",
            Kind.AddressElsewhere => "What answers at this address and port is not a VPC endpoint, which speaks TLS on port "
                + "443: the name leads elsewhere, or the "
                + "URL has another scheme or port.",
            Kind.CertificateNameWrong => "The certificate that is shown is not for this name. An endpoint shows the certificate "
                + "of execute-api unless a private custom "
                + "domain name with its own certificate is associated with it, so a CNAME or a load "
                + "balancer that passes TLS through is "
                + "not enough.",
            Kind.TlsIntercepted => "Something between the client and the endpoint shows a certificate of its own, such as a "
                + "proxy that inspects TLS. Certificates "
                + "of execute-api names come from a public authority of Amazon's.",
            Kind.TrustStoreIncomplete =>
                "The client does not know the authority behind the certificate: its list of authorities is old or empty.",
            Kind.ServerNameUnknown => "The server does not know the name that the TLS handshake asks for: "
                + "no custom domain name of this name is there, or the name "
                + "leads to another server.",
            Kind.TlsVersionRefused =>
                "The client and the server have no TLS version or cipher in common: the client may be too old for TLS 1.2.",
            Kind.ClientTimeoutTooShort =>
                "The connection may be fine: the client stopped waiting before the answer came. API Gateway waits up to 29 s for a backend "
                    + "unless it is set otherwise.",
            Kind.ConnectionClosed => "Something closed the connection before an answer came. The text does not say what: "
                + "the server, or a firewall or proxy on the "
                + "way.",
            Kind.ProxyRefused => "A forward proxy of the client's own network refused to pass the call on. It did not leave that network.",
            Kind.PreflightRefused => "The OPTIONS request that the browser sends first was refused. It carries no API key, "
                + "no x-apigw-api-id and no signature, so "
                + "its method may demand none of these, and it cannot go to an endpoint's own name.",
            Kind.CorsHeaderMissing => "The answer lacks a header that the browser wants, so the page does not see it. "
                + "Refusals of API Gateway have no such header "
                + "unless its gateway responses add one, so a 403 or 5xx may be behind it.",
            Kind.PolicyMissing => "The API is private and has no resource policy. It cannot be deployed before it has one.",
            Kind.PolicyInvalid => "The policy is refused: its syntax is wrong, or it names a principal that does not exist.",
            Kind.PrivateDnsConflict =>
                "The VPC has the names of execute-api already: another endpoint with private DNS, or a private hosted zone, holds them.",
            Kind.ServiceUnavailable => "The Region, or the Availability Zone of one of the subnets, does not have the endpoint service.",
            Kind.ChangeInProgress => "The last change is still being made. The same command works once it is done.",
            Kind.EndpointTypeWrong => "VPC endpoints are given for an API that is not private.",
            Kind.FunctionPermissionMissing =>
                "API Gateway is not allowed to invoke the function: its policy has no permission for this method.",
            Kind.IntegrationAnswerMalformed =>
                "The function's answer is not in the form that a proxy integration requires (statusCode, headers, body as text).",
            Kind.IntegrationTimedOut => "The backend did not answer within the integration's time-out (29 s unless set otherwise).",
            Kind.IntegrationUnreachable => "API Gateway cannot reach the backend, or does not trust its certificate.",
            Kind.PolicyDenied =>
                "A policy denied the call. The execution log has this line for the resource policy's denials and does not say which "
                    + "statement it was.",
            Kind.AnswerNotShown =>
                "The text has the status, but neither the body nor the x-amzn-ErrorType header, which tell the causes apart.",
            Kind.ApiPublic =>
                "HTTP APIs answer so for a path that they do not have, and for a disabled default endpoint. They cannot be private.",
            Kind.NotApiGateway => "Something other than API Gateway answered, such as a proxy or a load balancer.",
            Kind.NotKnown => "This text is not known. Whether and where the call is stopped can be looked up.",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
