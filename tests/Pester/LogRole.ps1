# The role by which API Gateway writes logs; an account that ever switched logs on has it.
function Set-LogRole($Lab) {
    $headers = @{ Authorization = 'AWS4-HMAC-SHA256 Credential=123456789012/20260101/eu-west-1/apigateway/aws4_request, SignedHeaders=host, Signature=0'; Accept = 'application/json' }
    $role = '{"patchOperations":[{"op":"replace","path":"/cloudwatchRoleArn","value":"arn:aws:iam::123456789012:role/logs"}]}'
    $null = Invoke-RestMethod -Uri "$($Lab.EndpointUrl)account" -Method Patch -Body $role -ContentType application/json -Headers $headers -SkipHeaderValidation
}
